import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'

const root = join(import.meta.dirname, '../..')

/** What a bundler makes for browsers of a program that imports `acclimate/browser`. */
export interface Bundle {
  /** By the paths under which they have to be served. */
  readonly files: ReadonlyMap<string, string | Uint8Array>
  readonly chunks: readonly Rolldown.OutputChunk[]
}

/** Bundles a worker, which is then to be served as `/worker.js`. */
export async function bundled(code: string): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-worker-'))
  const entry = join(folder, 'worker.ts')
  writeFileSync(entry, code)
  const made = await build({
    root,
    configFile: false,
    // The runtime of the grammar evaluates code in a case that does not arise here, which is worth a warning.
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { 'acclimate/browser': join(root, 'src/browser.ts') } },
    build: {
      write: false,
      target: 'es2023',
      // A worker has no document to load modules ahead in.
      modulePreload: false,
      rolldownOptions: { input: entry, output: { entryFileNames: '[name].js' } },
    },
  })
  rmSync(folder, { recursive: true })
  const output = [made].flat().flatMap((result) => ('output' in result ? result.output : []))
  return {
    files: new Map(output.map((part) => [`/${part.fileName}`, part.type === 'chunk' ? part.code : part.source])),
    chunks: output.filter((part) => part.type === 'chunk'),
  }
}

/** What ships with the package beside the code, as a server would have it under `/acclimate/`. */
export function shippedFile(path: string): Uint8Array {
  return readFileSync(join(root, 'dist', path))
}
