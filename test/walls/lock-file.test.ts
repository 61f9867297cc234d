import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const text = readFileSync('package-lock.json', 'utf8')
const { packages }: LockFile = JSON.parse(text)

/** Where node_modules are there for one platform, npm forgets what other platforms need, and `npm ci` refuses the file. */
test('the lock file has what every platform needs: npm install --package-lock-only, without node_modules', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
    ),
  )
  expect(missing).toEqual([])
})

test('the lock file names no registry: .npmrc sees to that', () => {
  // What is in this repository is linked by its folder.
  expect(text).not.toMatch(/"resolved": "[a-z+]+:/)
})
