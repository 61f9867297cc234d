import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { runCli } from '../cli/run-cli.ts'
import { executablePath, launch } from '../web/browser.ts'
import { visit } from './visit.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const running = spawn(process.execPath, [CLI, 'explore', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] })
let address = ''

beforeAll(async () => {
  const [line] = await once(running.stdout, 'data')
  address = String(line).trim()
})
afterAll(() => running.kill())

test('it answers on this machine only, with the frame of every page', async () => {
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  for (const [path, root] of [
    ['', './'],
    ['audit/', '../'],
    ['libraries/flash-attn/', '../../'],
  ]) {
    // oxlint-disable-next-line no-await-in-loop
    const response = await fetch(address + path)
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/)
    // oxlint-disable-next-line no-await-in-loop
    expect(await response.text()).toContain(`src="${root}assets/`)
  }
  expect((await fetch(`${address}audit?example`, { redirect: 'manual' })).headers.get('location')).toBe(
    '/audit/?example',
  )
})

test('of the package it serves what the explorer fetches, and nothing else', async () => {
  expect(await statusOf('knowledge/libraries.json')).toBe(200)
  expect(await statusOf('grammars/tree-sitter-python.wasm')).toBe(200)
  for (const path of ['cli.js', '..%2fcli.js', 'knowledge/libraries.js', 'knowledge/..%2f..%2fpackage.json']) {
    // oxlint-disable-next-line no-await-in-loop
    expect({ path, status: await statusOf(path) }).toEqual({ path, status: 404 })
  }
})

test('a port that is taken or none is one clear line', () => {
  const taken = runCli(['explore', '--port', new URL(address).port])
  expect(taken).toMatchObject({
    code: 2,
    out: '',
    err: `error: cannot listen on port ${new URL(address).port}: another program has it\n`,
  })
  expect(runCli(['explore', '--port', '70000'])).toMatchObject({ code: 2, out: '' })
})

test.skipIf(executablePath === undefined)('its policy lets an audit run', async () => {
  const browser = await launch()
  onTestFinished(() => browser.close())
  const { page, wrongs } = await visit(await browser.newContext(), `${address}audit/?example`)
  await page.locator('.report').waitFor()
  expect(wrongs).toEqual([])
})

async function statusOf(path: string): Promise<number> {
  return (await fetch(address + path)).status
}
