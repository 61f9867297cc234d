import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { UsageError } from '../config/usage-error.ts'
import { explorerApp } from '../explore/explorer-app.ts'
import { writeOutput } from './write-output.ts'

/** Nobody else in the network has a business here. */
const LOOPBACK = '127.0.0.1'
/** Taken where it is free, so that the address, and what a browser keeps for it, is the same each time. */
const USUAL_PORT = 4717

/** `../../dist` is the package's `dist` both from `src/commands` and from `dist/commands`. */
const DIST = fileURLToPath(new URL('../../dist', import.meta.url))

export interface ExploreFlags {
  readonly port?: number
  readonly open?: true
}

/** Serves the explorer to browsers on this machine until it is interrupted. */
export async function runExplore({ port, open }: ExploreFlags): Promise<never> {
  const file = `${DIST}/explorer/shell.html`
  if (!existsSync(file)) throw new UsageError('the explorer has not been built: npm run build')
  const app = explorerApp(DIST, readFileSync(file, 'utf8'))
  const taken = await listening(app.fetch, port ?? USUAL_PORT).catch((error: unknown) => {
    if (port !== undefined) throw new UsageError(`cannot listen on port ${port}: ${reasonOf(error)}`)
    return listening(app.fetch, 0)
  })
  const address = `http://${LOOPBACK}:${taken}/`
  writeOutput(`${address}\n`, undefined)
  process.stderr.write('The explorer is at this address, for this machine only; Ctrl-C ends it.\n')
  if (open) openInBrowser(address)
  return new Promise<never>(() => {})
}

/** The port, once it answers. @throws the system's error where it cannot be had */
async function listening(fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: LOOPBACK }, (info) => resolve(info.port))
    server.on('error', reject)
  })
}

/** Where there is no program for it, the address has been printed. */
function openInBrowser(address: string): void {
  const [command, ...words] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address]
  const child = spawn(command ?? '', words, { stdio: 'ignore', detached: true })
  child.on('error', () => process.stderr.write('There is no program to open it with.\n'))
  child.unref()
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'EADDRINUSE' ? 'another program has it' : code === 'EACCES' ? 'it takes more rights' : String(error)
}
