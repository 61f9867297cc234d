import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ChangedLine } from '../../src/render/html/changed-lines.ts'
import { counted } from '../../src/render/terminal/page.ts'

/** What the edits of findings do, by their fingerprints. */
export const AllChanged = createContext<ReadonlyMap<string, readonly ChangedLine[]>>(new Map())

/** Lines that are shown at once. */
const MAX_SHOWN = 2

/** What a program would write: each line before and after. */
export function AfterEdits({ fingerprint }: { readonly fingerprint: string }) {
  const lines = useContext(AllChanged).get(fingerprint)
  if (lines === undefined) return null
  const rest = lines.slice(MAX_SHOWN)
  return (
    <>
      <Changes lines={lines.slice(0, MAX_SHOWN)} />
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, 'more edit')}</summary>
          <Changes lines={rest} />
        </details>
      )}
    </>
  )
}

function Changes({ lines }: { readonly lines: readonly ChangedLine[] }) {
  return (
    <div class="changes" role="group" aria-label="Before and after">
      {lines.map(({ file, line, before, after }) => (
        <div key={`${file}:${line}`}>
          <span class="quiet">
            {before === undefined ? 'new, before ' : ''}
            {file}:{line}
          </span>
          {before !== undefined && (
            <del>
              <code>{before}</code>
            </del>
          )}
          <ins>
            <code>{after}</code>
          </ins>
        </div>
      ))}
    </div>
  )
}
