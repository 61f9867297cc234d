import { spawn } from 'node:child_process'
import type { Ended } from './run-cli.ts'

/** Runs the built program beside a server in this process, with nothing of the developer's own installers but the programs. */
export function runBeside(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd?: string,
): Promise<Ended> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:PIP_|UV_)/.test(name)))
  const child = spawn(process.execPath, [`${process.cwd()}/dist/cli.js`, ...words], {
    cwd,
    env: { ...own, PIP_CONFIG_FILE: '/dev/null', UV_NO_CONFIG: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))
}
