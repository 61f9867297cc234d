/**
 * Makes the folder of the extension for Visual Studio Code: one script with all that it needs, and what the marketplace shows.
 * `npx @vscode/vsce package` in that folder makes the file that is published.
 *
 * usage: node tools/package-vscode.mjs TO
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './install.mjs'

const [, , to] = process.argv
if (to === undefined) throw new Error('usage: node tools/package-vscode.mjs TO')

const [{ output }] = await build({
  root: `${root}packaging/vscode`,
  configFile: false,
  logLevel: 'warn',
  // The modules of Node, not what stands for them in browsers.
  resolve: { conditions: ['node'], mainFields: ['main'] },
  build: {
    write: false,
    target: 'node20',
    lib: { entry: 'extension.mts', formats: ['cjs'] },
    rolldownOptions: { external: ['vscode', /^node:/, ...builtinModules], platform: 'node' },
  },
})
mkdirSync(to, { recursive: true })
writeFileSync(join(to, 'extension.cjs'), output.find(({ type }) => type === 'chunk').code)
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const manifest = JSON.parse(readFileSync(`${root}packaging/vscode/package.json`, 'utf8'))
writeFileSync(join(to, 'package.json'), `${JSON.stringify({ ...manifest, version }, undefined, 2)}\n`)
cpSync(`${root}packaging/vscode/README.md`, join(to, 'README.md'))
for (const name of ['LICENSE', 'NOTICE', 'CHANGELOG.md']) cpSync(root + name, join(to, name))
