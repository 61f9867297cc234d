import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPackages } from '../../packages/fleet/src/input/packages.ts'
import { temporaryFolder } from './outcomes.ts'

test('a file of requirements names repositories, and says of each line why it names none', async () => {
  const file = join(temporaryFolder(), 'requirements.txt')
  writeFileSync(
    file,
    [
      '# ours',
      'torch>=2  # the newest',
      '-e git+https://x/y#egg=z',
      'numpy==1 \\',
      '    --hash=sha256:00',
      '-r other.txt',
      '--extra-index-url https://elsewhere.invalid',
      '',
    ].join('\n'),
  )
  const asked: string[] = []
  const read = await readPackages(file, async (texts) => {
    asked.push(...texts)
    return [
      { address: 'https://github.com/o/t', revision: 'v2' },
      { address: 'https://a:b@example.org/y' },
      { reason: 'the index does not know it' },
    ]
  })
  expect(asked).toEqual(['torch>=2', 'git+https://x/y#egg=z', 'numpy==1'])
  expect(read.jobs).toEqual([{ repository: 'https://github.com/o/t', revision: 'v2', priority: 0 }])
  expect(read.problems).toEqual([
    { file, line: 6, reason: 'names another file, which is not read: give it as packages:… too' },
    { file, line: 3, reason: expect.stringContaining('has a password in its address') },
    { file, line: 4, reason: 'numpy==1: the index does not know it' },
  ])
})
