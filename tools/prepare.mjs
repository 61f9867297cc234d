/**
 * Run by npm before the package is packed, and where it is installed from its repository: there is no dist/ in a clone.
 * `npm pack` and `npm install git+https://…` give the built program.
 */
import { root, run } from './install.mjs'
import { isStale } from './stale.mjs'

if (isStale()) run(process.execPath, [`${root}tools/build.mjs`])
