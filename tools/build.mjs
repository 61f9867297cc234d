/** Builds dist/: the compiled program, the grammar, the knowledge and the schema of the Report. */
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { installPackages, root, run } from './install.mjs'
import { setup as writeRegistries } from './registry.mjs'

installPackages()
writeRegistries()
rmSync(`${root}dist`, { recursive: true, force: true })
run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', 'tsconfig.json'])

mkdirSync(`${root}dist/grammars`, { recursive: true })
copyFileSync(
  `${root}node_modules/tree-sitter-python/tree-sitter-python.wasm`,
  `${root}dist/grammars/tree-sitter-python.wasm`,
)
copyFileSync(`${root}node_modules/tree-sitter-python/LICENSE`, `${root}dist/grammars/tree-sitter-python.LICENSE`)

if (existsSync(`${root}tools/compile-knowledge.mjs`)) run(process.execPath, ['tools/compile-knowledge.mjs'])

const { toJsonSchema } = await import('@valibot/to-json-schema')
const { reportSchema } = await import('../dist/report/report-schema.js')
mkdirSync(`${root}dist/schema`, { recursive: true })
const schema = {
  title: 'A report of Acclimate, version 1',
  ...toJsonSchema(reportSchema, { ignoreActions: ['readonly'] }),
}
writeFileSync(`${root}dist/schema/report.schema.json`, `${JSON.stringify(schema, undefined, 2)}\n`)

// Last, so that a build that was cut short counts as none.
writeFileSync(`${root}dist/built`, '')
