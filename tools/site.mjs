/**
 * Builds the explorer as a web site into site/. Run after a build.
 *
 * usage: npm run site [-- --address https://example.org/acclimate/]    the address is for links to pages and pictures
 */
import { parseArgs } from 'node:util'
import { writeSite } from './explorer/site.mjs'
import { root } from './install.mjs'

const { values } = parseArgs({ options: { address: { type: 'string', default: '' } } })
const address = values.address === '' ? '' : new URL(values.address.replace(/\/?$/, '/')).href
const pages = await writeSite(`${root}site/`, address)
console.log(`site/ has ${pages.length} pages`)
