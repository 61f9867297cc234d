/**
 * Makes the skeleton of something new, so that what is left to do is what only a person can do.
 *
 * usage: node tools/new.mjs rule|format|output|library NAME, or npm run new:rule -- NAME and the like
 *
 * Each kind is a file of tools/new/ that exports the shape of its names, a function from a name to the files, by path,
 * and the steps that follow, and perhaps one that says who has the name already. docs/adding.md has a recipe for each.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, run } from './install.mjs'
import { setup as writeRegistries } from './registry.mjs'

const kinds = readdirSync(join(import.meta.dirname, 'new')).map((file) => file.replace('.mjs', ''))
const [kind = '', name = ''] = process.argv.slice(2)

if (!kinds.includes(kind)) stop(`usage: node tools/new.mjs ${kinds.join('|')} NAME`)
const { example, pattern, skeleton, taken } = await import(`./new/${kind}.mjs`)
if (!pattern.test(name)) stop(`usage: npm run new:${kind} -- NAME, for example ${example}`)

const { files, steps } = skeleton(name)
const present = Object.keys(files).find((path) => existsSync(join(root, path)))
if (present !== undefined) stop(`${present} is there already`)
const owner = taken?.(name)
if (owner !== undefined) stop(owner)

for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(`made ${path}`)
}
// How lines break hangs on the length of the name; without files, all of the project would be formatted.
const written = Object.keys(files).filter((path) => path.endsWith('.ts'))
if (written.length > 0) run(process.execPath, [`${root}node_modules/oxfmt/bin/oxfmt`, ...written])
writeRegistries()
console.log(['', 'Next:', ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n'))

function stop(why) {
  console.error(why)
  process.exit(2)
}
