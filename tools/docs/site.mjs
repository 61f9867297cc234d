/**
 * Builds the documentation as a web site into site/docs/: plain pages with a search, which need no server.
 *
 * usage: npm run docs:site
 */
import { root } from '../install.mjs'
import { writeDocs } from './site/write-docs.mjs'

const paths = writeDocs(`${root}site/docs/`)
console.log(`site/docs/ has ${paths.length} pages`)
