import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { runCli } from './run-cli.ts'

/** What bash offers for the last of the words. */
function offered(words: readonly string[]): readonly string[] {
  const root = tree({ 'completion.sh': runCli(['completion', 'bash']).out })
  const line = ['acclimate', ...words].map((word) => `'${word}'`).join(' ')
  const script = `source ${join(root, 'completion.sh')}; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _acclimate; echo "\${COMPREPLY[@]}"`
  return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim().split(' ')
}

test('commands, options and values are offered', () => {
  expect(offered(['re'])).toEqual(['render', 'rehearse'])
  expect(offered(['audit', '--stdin'])).toEqual(['--stdin-filename'])
  expect(offered(['audit', '--fail-on', 'i'])).toEqual(['ignores-gpu', 'info'])
  // Files are for the shell.
  expect(offered(['audit', ''])).toEqual([''])
})

test('fish is told what each option does', () => {
  expect(runCli(['completion', 'fish']).out).toContain(
    "complete -c acclimate -n '__fish_seen_subcommand_from audit' -l quiet -d 'no progress'\n",
  )
})

test('another shell is wrong usage', () => {
  const { code, err } = runCli(['completion', 'nu'])
  expect(code).toBe(2)
  expect(err).toMatch(/Allowed choices are bash, zsh, fish/)
})
