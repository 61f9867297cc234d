import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, openSync, readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { runCli, runProcess } from './run-cli.ts'

const ONE_LINE = /^error: [^\n]+\n$/

test.runIf(existsSync('/dev/zero')).each([
  ['audit', '--baseline', '/dev/zero'],
  ['render', '/dev/zero'],
  ['audit', '--config', '/dev/zero'],
])('a device that never ends is no file to read: %s %s %s', async (...words) => {
  const { code, out, err } = await runCli(words, { cwd: tree({ 'a.py': '' }) })
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).toMatch(ONE_LINE)
})

test.runIf(existsSync('/dev/full'))('a full device is told in one line, and is no finding', () => {
  const { code, err } = runProcess(['audit', '--no-cache'], {
    cwd: tree({ 'a.py': '' }),
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
  })
  expect(code).toBe(2)
  expect(err).toBe('error: cannot write to standard output: the disk is full\n')
})

test.runIf(existsSync('/dev/null'))(
  'a server for agents that is given nothing ends as one whose agent has hung up',
  () => {
    const { code, err } = runProcess(['mcp'], { stdio: [openSync('/dev/null', 'r'), 'pipe', 'pipe'] })
    expect({ code, err }).toEqual({ code: 0, err: '' })
  },
)

test.each(['https://me:secret@127.0.0.1:1/a', 'https://me:secret@127.0.0.1:1', 'https://me:secret@host/a b'])(
  'a password in an address is not shown: %s',
  async (address) => {
    const { code, out, err } = await runCli(['audit', address], { cwd: tree({}) })
    expect(code).toBe(2)
    expect(out + err).not.toContain('secret')
    expect(err).toMatch(ONE_LINE)
  },
)

test('who interrupts a clone leaves no folder behind', async () => {
  const temporary = tree({})
  const programs = tree({ git: '#!/bin/sh\nfor last; do :; done\nmkdir -p "$last"\nexec sleep 60\n' })
  chmodSync(join(programs, 'git'), 0o755)
  const child = spawn(process.execPath, ['dist/cli.js', 'audit', 'file:///nowhere/thing'], {
    env: { ...process.env, TMPDIR: temporary, PATH: `${programs}:${process.env['PATH']}` },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  const folder = async (): Promise<readonly string[]> => {
    for (let tries = 0; tries < 200; tries++) {
      const found = readdirSync(temporary, { recursive: true, encoding: 'utf8' }).filter((path) =>
        path.endsWith('thing'),
      )
      if (found.length > 0) return found
      // oxlint-disable-next-line no-await-in-loop
      await sleep(50)
    }
    return []
  }
  expect(await folder()).toHaveLength(1)
  child.kill('SIGINT')
  expect(await ended).toEqual([null, 'SIGINT'])
  expect(readdirSync(temporary)).toEqual([])
})

test.each([
  [['--format', 'xml'], 'did you mean html?'],
  [['--macos', '99'], 'there is no macOS 99; the newest that is known is 27'],
  [['--macos', '20.1'], 'there is no macOS 20.1'],
  [['--package', 'torch==99'], 'there is no torch 99; the newest that is known is 2.'],
  [['--as-of', '2020-01-01'], 'there was no Mac with Apple silicon'],
  [['--output', 'no/such/x'], 'cannot write no/such/x: there is no folder no/such'],
])('what there is not is refused: %j', async (words, told) => {
  const { code, out, err } = await runCli(['audit', ...words], { cwd: tree({ 'a.py': '' }) })
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).toContain(told)
})

test('a pattern that matches nothing is told', async () => {
  const { out } = await runCli(['audit', '--no-cache', '--exclude', 'tset/'], {
    cwd: tree({ 'a.py': 'import torch\n' }),
  })
  expect(out.replaceAll(/\s+/g, ' ')).toContain('nothing by the pattern tset/ of --exclude, which can go')
})

test('an option that means one thing is given once', async () => {
  const cwd = tree({ 'a.py': '' })
  const { code, err } = await runCli(['audit', '--macos', '15', '--macos', '14'], { cwd })
  expect({ code, err }).toEqual({ code: 2, err: 'error: --macos can be given once only\n' })
  expect((await runCli(['audit', '--exclude', 'a/', '--exclude', 'b/'], { cwd })).code).toBe(0)
})

test.each([
  ['what is no text', 'c.dat', /cannot read c\.dat: it is no text/],
  ['what only seems to be a program', 'c.py', /cannot read c\.py: binary/],
])('a file that cannot be read is wrong usage: %s', async (_, file, told) => {
  const cwd = tree({ 'c.dat': Buffer.of(0, 1, 2), 'c.py': Buffer.of(0, 1, 2) })
  const { code, out, err } = await runCli(['audit', file], { cwd })
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(ONE_LINE)
  expect(err).toMatch(told)
})
