import type { Requirement } from '../../project/requirement/requirement.ts'
import type { Release } from '../simple/choose.ts'
import type { Distribution } from '../simple/file-name.ts'
import type { SourceContents } from '../source/contents.ts'
import type { Contents } from '../wheel/contents.ts'
import type { Metadata } from '../wheel/metadata.ts'

/** What an index and its files show of one release. */
export interface Observed {
  readonly name: string
  readonly release: Release
  readonly places: { readonly mac: AtPlace; readonly linux: AtPlace }
  readonly metadata: Metadata | undefined
  /** The first later version with a wheel for the Mac, where this one has none. */
  readonly onMacFrom: string | undefined
  /** What is in its source; looked into where a machine has no wheel. */
  readonly source: SourceContents | undefined
  /** Day on which it was asked, YYYY-MM-DD. */
  readonly seen: string
}

/** What there is for one kind of machine. */
export interface AtPlace {
  /** The wheel that an installer would take there. */
  readonly wheel: Extract<Distribution, { kind: 'wheel' }> | undefined
  /** What is in it; where there is none for that Python, what is in one for another Python there. */
  readonly contents: Contents | undefined
  /** The Pythons that wheels for this kind of machine name. */
  readonly otherPythons: readonly string[]
  /** What it requires there, extras left out. */
  readonly requires: readonly Requirement[]
  /** Names of required packages that compute on a GPU somewhere. */
  readonly accelerators: readonly string[]
  /** A required package that does not install there. */
  readonly missing: string | undefined
}
