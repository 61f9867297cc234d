import type { Found, NameKind } from '../../../src/search/search.ts'
import { SUPPORT_WORDS } from '../../parts/words.ts'

const KINDS: Readonly<Record<NameKind, string>> = {
  library: 'library',
  function: 'function of PyTorch',
  operator: 'operator of PyTorch',
  call: 'call around CUDA',
  machine: 'machine',
  model: 'model',
  claim: 'claim',
  message: 'error message',
}

/** What was found, and what it is; of a library, whether it works on a Mac. */
export function FoundLine({ found: { kind, name, library } }: { readonly found: Found }) {
  return (
    <>
      <span class="name">{name}</span>{' '}
      <span class="quiet">
        {KINDS[kind]}
        {library !== undefined && (
          <>
            , <span class={`support-${library.metal}`}>{SUPPORT_WORDS[library.metal]}</span> on a Mac
          </>
        )}
      </span>
    </>
  )
}
