import type { Connection } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Diagnostics } from './diagnostics.ts'

/** What an editor was told of a document. */
interface Told {
  readonly diagnostics: string
  /** Of the text that they are about, where the document is open. */
  readonly version: number | undefined
}

const NOTHING: Told = { diagnostics: '[]', version: undefined }

/** Tells an editor all that is found. */
export interface Teller {
  /**
   * Tells whatever has changed, and of each version of a document that is open also that nothing has, since an editor moves its
   * marks with the text and waits for a word on it. A document that is not spoken of any more is emptied.
   */
  readonly tell: (found: Diagnostics, open: readonly TextDocument[]) => void
  /** A document that was closed: once it is open again, its editor wants to hear everything anew. */
  readonly closed: (uri: string) => void
}

/** Has told nothing yet. */
export function tellerTo(connection: Pick<Connection, 'sendDiagnostics'>): Teller {
  const told = new Map<string, Told>()
  return {
    tell(found, open) {
      const versions = new Map(open.map(({ uri, version }) => [uri, version]))
      for (const uri of new Set([...told.keys(), ...versions.keys(), ...found.keys()])) {
        const diagnostics = found.get(uri) ?? []
        const version = versions.get(uri)
        const now = { diagnostics: JSON.stringify(diagnostics), version }
        const before = told.get(uri) ?? NOTHING
        if (found.has(uri) || version !== undefined) told.set(uri, now)
        else told.delete(uri)
        if (before.diagnostics === now.diagnostics && (version === undefined || before.version === version)) continue
        void connection.sendDiagnostics({
          uri,
          diagnostics: [...diagnostics],
          ...(version !== undefined && { version }),
        })
      }
    },
    closed(uri) {
      const before = told.get(uri)
      if (before !== undefined) told.set(uri, { ...before, version: undefined })
    },
  }
}
