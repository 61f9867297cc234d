/**
 * Prints the formula for Homebrew of a packed npm package, which a release carries beside it.
 *
 * usage: node tools/package-homebrew.mjs PACKED.tgz
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { root } from './install.mjs'

const [packed] = process.argv.slice(2)
if (packed === undefined) throw new Error('usage: node tools/package-homebrew.mjs PACKED.tgz')
const { homepage, repository, version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
if (repository === undefined)
  throw new Error('package.json names no repository, from whose releases Homebrew downloads')

const address = repository.url.replace(/^git\+|\.git$/g, '')
const filled = {
  homepage,
  url: `${address}/releases/download/v${version}/${basename(packed)}`,
  sha256: createHash('sha256').update(readFileSync(packed)).digest('hex'),
}
const template = readFileSync(`${root}packaging/homebrew/acclimate.rb.template`, 'utf8')
process.stdout.write(template.replace(/\{(homepage|url|sha256)\}/g, (_, name) => filled[name]))
