/** Builds dist/: the compiled program, the grammar, the knowledge and the JSON Schemas. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
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

const { knowledge } = await import('../dist/shipped/knowledge.js')
const { nameIndexOf } = await import('../dist/search/name-index.js')
writeFileSync(`${root}dist/knowledge/names.json`, JSON.stringify(nameIndexOf(knowledge, knowledge.newest)))
const { shardsOf } = await import('../dist/search/shard-libraries.js')
mkdirSync(`${root}dist/knowledge/libraries`)
for (const [index, shard] of shardsOf(knowledge).entries()) {
  writeFileSync(`${root}dist/knowledge/libraries/${index}.json`, JSON.stringify(shard))
}

// The package for Python stands by itself, so it has what it needs beside it.
copyFileSync(`${root}dist/knowledge/rehearsal.json`, `${root}python/acclimate_rehearse/knowledge.json`)

const { toJsonSchema } = await import('@valibot/to-json-schema')
const { settingsFile } = await import('../dist/config/schema.js')
const { adviceSchema } = await import('../dist/report/advice-schema.js')
const { fitSchema } = await import('../dist/report/fit-schema.js')
const { lookupSchema } = await import('../dist/report/lookup-schema.js')
const { portSchema } = await import('../dist/report/port-schema.js')
const { recognitionSchema } = await import('../dist/report/recognition-schema.js')
const { rehearsalSchema } = await import('../dist/report/rehearsal-schema.js')
const { reportSchema } = await import('../dist/report/report-schema.js')
mkdirSync(`${root}dist/schema`, { recursive: true })
writeSchema('settings', 'acclimate.toml, the settings of Acclimate', settingsFile)
writeSchema('report', 'A report of Acclimate, version 1', reportSchema)
writeSchema('fit', 'How a model fits a machine, by Acclimate, version 1', fitSchema)
writeSchema('advice', 'Which machine suits what somebody wants to do, by Acclimate, version 1', adviceSchema)
writeSchema('lookup', 'The answer to a look-up of Acclimate, version 1', lookupSchema)
writeSchema('port', 'A port of Acclimate, version 1', portSchema)
writeSchema('rehearsal', 'A rehearsal of Acclimate, version 1', rehearsalSchema)
writeSchema('recognition', 'The answer to an error message of Acclimate, version 1', recognitionSchema)

const { buildApp, plainPagesModule } = await import('./explorer/app.mjs')
await buildApp(`${root}dist/explorer/`, await plainPagesModule())

// Last, so that a build that was cut short counts as none. The parts are for whoever keeps what was seen (src/seen).
const READING = /^(?:project|evaluate|trace|grammars|generated\/formats|observe)\b/
const digests = [
  digestOf(() => true),
  digestOf((path) => READING.test(path)),
  digestOf((path) => path.startsWith('knowledge/')),
]
writeFileSync(`${root}dist/built`, digests.map((digest) => `${digest}\n`).join(''))

// Packages of their own build on what is built now; a package that npm installs from the repository comes without them.
if (existsSync(`${root}node_modules/@duckdb/node-api`)) run(process.execPath, ['tools/build-fleet.mjs'])

/** A JSON Schema of a document that other programs read. */
function writeSchema(name, title, valibotSchema) {
  const schema = { title, ...toJsonSchema(valibotSchema, { ignoreActions: ['readonly', 'check', 'raw_transform'] }) }
  writeFileSync(`${root}dist/schema/${name}.schema.json`, `${JSON.stringify(schema, undefined, 2)}\n`)
}

/** By this the program tells reports of this build from those of others (src/cache/build.ts); `counts` takes paths in dist/. */
function digestOf(counts) {
  const entries = readdirSync(`${root}dist`, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const counted = files.filter((file) => counts(relative(`${root}dist`, file).replaceAll('\\', '/')))
  const hash = createHash('sha256')
  for (const file of [join(root, 'package.json'), ...counted.toSorted()]) {
    hash.update(JSON.stringify(relative(root, file))).update(readFileSync(file))
  }
  return hash.digest('hex')
}
