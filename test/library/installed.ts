import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Installs the packed package into the program in a folder, as it would come from a registry. */
export function installPackage(program: string): void {
  const own = join(program, 'node_modules/acclimate')
  mkdirSync(own, { recursive: true })
  const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', program], {
    cwd: root,
    encoding: 'utf8',
  })
  execFileSync('tar', ['-xzf', join(program, packed.trim()), '-C', own, '--strip-components=1'])
  // What it depends on is what this tree has: nothing is downloaded for a test.
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(program, 'node_modules', name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(program, 'node_modules', name))
  }
}

/** The examples of docs/library.md, by the names of their files. */
export function examples(): Readonly<Record<string, string>> {
  const page = readFileSync(join(root, 'docs/library.md'), 'utf8')
  const blocks = page.matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)
  return Object.fromEntries([...blocks].map(([, name = '', code = '']) => [name, code]))
}
