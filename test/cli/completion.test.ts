import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { runCli } from './run-cli.ts'

/** What bash offers for the last of the words. */
async function offered(words: readonly string[]): Promise<readonly string[]> {
  const root = tree({ 'completion.sh': (await runCli(['completion', 'bash'])).out })
  const line = ['acclimate', ...words].map((word) => `'${word}'`).join(' ')
  const script = `source ${join(root, 'completion.sh')}; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _acclimate; echo "\${COMPREPLY[@]}"`
  return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim().split(' ')
}

test('commands, options and values are offered', async () => {
  expect(await offered(['re'])).toEqual(['render', 'rehearse'])
  expect(await offered(['audit', '--stdin'])).toEqual(['--stdin-filename'])
  expect(await offered(['audit', '--fail-on', 'i'])).toEqual(['ignores-gpu', 'info'])
  expect(await offered(['audit', '--format', 's'])).toEqual(['sarif', 'statistics'])
  expect(await offered(['explain', 'memory/p'])).toEqual(['memory/pinned'])
  expect(await offered(['completion', ''])).toEqual(['bash', 'zsh', 'fish'])
  // Files are for the shell.
  expect(await offered(['audit', ''])).toEqual([''])
})

test('fish is told what each option does', async () => {
  expect((await runCli(['completion', 'fish'])).out).toContain(
    "complete -c acclimate -n '__fish_seen_subcommand_from audit' -l quiet -d 'no progress'\n",
  )
})

test('another shell is wrong usage', async () => {
  const { code, err } = await runCli(['completion', 'nu'])
  expect(code).toBe(2)
  expect(err).toMatch(/Allowed choices are bash, zsh, fish/)
})
