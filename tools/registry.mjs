/**
 * Writes src/generated/: the lists of formats, rules and outputs, made by reading the folders, so that to add one is to
 * add a folder; the version in package.json, which no file has to be read for then; and the page of the HTML report. Files whose content stays are left alone, so that nothing is built
 * again for them.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './install.mjs'

const source = fileURLToPath(new URL('../src', import.meta.url))

/** What there are lists of: as what a folder exports one, its type, and the module of that type. */
const FORMAT = { name: 'format', type: 'Format', module: 'project/format.ts' }
const RULE = { name: 'rule', type: 'Rule', module: 'audit/rule.ts' }
const OUTPUT = { name: 'output', type: 'Output', module: 'render/output.ts' }

/** Folders in `parent` (relative to src) whose index.ts exports what is called as `kind` has it. */
function foldersExporting({ name, type }, parent) {
  return foldersIn(parent).filter((folder) => {
    const index = join(source, folder, 'index.ts')
    const text = existsSync(index) ? readFileSync(index, 'utf8') : ''
    const isExported = new RegExp(`^export \\b.*\\b${name}\\b`, 'm').test(text)
    // Whoever makes one and calls it otherwise would wait for it in vain.
    if (!isExported && new RegExp(`\\b(?:satisfies|:) ${type}\\b`).test(text))
      stop(`src/${folder}/index.ts does not export its ${type} as \`${name}\`: nothing would find it`)
    return isExported
  })
}

function foldersIn(parent) {
  const path = join(source, parent)
  if (!existsSync(path)) return []
  const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return entries.map((entry) => `${parent}/${entry.name}`).toSorted()
}

/** `project/declarations/uv-lock` becomes `declarationsUvLock`. */
function identifier(folder) {
  const words = folder.split(/[^A-Za-z0-9]+/).slice(1)
  return words.map((word, index) => (index === 0 ? word : word[0].toUpperCase() + word.slice(1))).join('')
}

/** A module that exports the `name` of each folder in one list. */
function list({ name, type, module }, folders) {
  const imports = folders.map((folder) => `import { ${name} as ${identifier(folder)} } from '../${folder}/index.ts'`)
  const items = folders.map((folder) => `  ${identifier(folder)},`)
  return [
    `import type { ${type} } from '../${module}'`,
    ...imports,
    '',
    `export const ${name}s: readonly ${type}[] = [`,
    ...items,
    ']',
  ]
}

/** A module that loads each folder when it is asked for: most runs need one of them. */
function table({ name, type, module }, folders) {
  const items = folders.map((folder) => {
    const key = folder.slice(folder.lastIndexOf('/') + 1)
    const load = `async (): Promise<${type}> => (await import('../${folder}/index.ts')).${name}`
    return `  ${/^[a-z]+$/.test(key) ? key : `'${key}'`}: ${load},`
  })
  return [
    `import type { ${type} } from '../${module}'`,
    '',
    `export const ${name}s = {`,
    ...items,
    `} satisfies Readonly<Record<string, () => Promise<${type}>>>`,
  ]
}

function write(file, lines) {
  const path = join(source, 'generated', file)
  const text = ['// Made by tools/registry.mjs from the folders.', ...lines, ''].join('\n')
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  mkdirSync(join(source, 'generated'), { recursive: true })
  writeFileSync(path, text)
}

function stop(why) {
  console.error(why)
  process.exit(1)
}

/** Also called by vitest before the tests. */
export function setup() {
  const formats = foldersIn('project').flatMap((area) => foldersExporting(FORMAT, area))
  write('formats.ts', list(FORMAT, formats))
  write('rules.ts', list(RULE, foldersExporting(RULE, 'audit/rules')))
  write('outputs.ts', table(OUTPUT, foldersExporting(OUTPUT, 'render')))
  const { version } = JSON.parse(readFileSync(join(source, '../package.json'), 'utf8'))
  write('version.ts', ['/** Version of this package. */', `export const version = ${JSON.stringify(version)}`])
  run(process.execPath, ['tools/page.mjs'])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setup()
