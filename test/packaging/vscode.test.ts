import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tree } from '../files/tree.ts'

const run = (...words: string[]) => spawnSync(process.execPath, words, { encoding: 'utf8', timeout: 60_000 })

test('the extension for Visual Studio Code is one script, which starts the server', () => {
  const to = tree({})
  expect(run('tools/package-vscode.mjs', to).status).toBe(0)
  const script = readFileSync(join(to, 'extension.cjs'), 'utf8')
  const needed = [...new Set(Array.from(script.matchAll(/require\(["`']([^"`']+)["`']\)/g), ([, name = '']) => name))]
  expect(needed.filter((name) => name !== 'vscode' && !isBuiltin(name))).toEqual([])
  expect(JSON.parse(readFileSync(join(to, 'package.json'), 'utf8'))).toMatchObject({ main: './extension.cjs' })

  const stub = join(import.meta.dirname, 'stub-editor.cjs')
  expect(run(stub, to, process.execPath, join(process.cwd(), 'dist/cli.js'), 'lsp')).toMatchObject({
    status: 0,
    stderr: '',
  })
  // A server that ends at once is told, and nobody goes on as if there were one.
  expect(run(stub, to, process.execPath, '-e', '0').status).not.toBe(0)
}, 120_000)
