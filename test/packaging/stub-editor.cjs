/**
 * Starts the extension in the folder that is named, without an editor: what it asks of one is there in name only. Ends with 0
 * once the server has answered.
 *
 * usage: node stub-editor.cjs EXTENSION_FOLDER SERVER_COMMAND…
 */
const Module = require('node:module')
const { join } = require('node:path')

const [, , folder, ...server] = process.argv
const configuration = { get: (key, otherwise) => (key === 'command' ? server : otherwise) }
const workspace = withTheRest({ getConfiguration: () => configuration, textDocuments: [], notebookDocuments: [] })
const vscode = withTheRest({ workspace, version: '1.91.0', env: { language: 'en', appName: 'stub' } })

/** Node has no other name for what `require` calls. */
const LOAD = '_load'
const load = Module[LOAD]
Module[LOAD] = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest))
require(join(folder, 'extension.cjs'))
  .activate({ subscriptions: [] })
  .then(() => process.exit(0))

/** An object of which everything that it does not have is `anything`. */
function withTheRest(known) {
  return new Proxy(known, { get: (own, key) => (key in own ? own[key] : (own[key] = anything())) })
}

/** Something that can be called, constructed and asked for more of itself, and that nobody waits for. */
function anything() {
  return new Proxy(function stub() {}, {
    get: (own, key) => {
      if (key === 'then') return undefined
      if (key === Symbol.toPrimitive) return () => 'anything'
      return key === 'prototype' ? own.prototype : (own[key] ??= anything())
    },
    apply: anything,
    construct: anything,
  })
}
