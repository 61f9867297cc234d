import type { IndexSettings } from '../installers/settings.ts'
import type { MarkerEnvironment } from '../project/requirement/marker.ts'
import type { Requirement } from '../project/requirement/requirement.ts'
import type { Keep } from './keep.ts'
import type { Limits } from './limits.ts'
import type { Page } from './pages.ts'
import type { Admitted } from './simple/choose.ts'
import type { Transport } from './transport/transport.ts'
import type { Place } from './wheel/tags.ts'

/** A package that nothing is known of, and what the project admits of it. */
export interface Question {
  /** Normalised as PEP 503 says. */
  readonly name: string
  readonly admitted: Admitted
}

/** What does not change from one package to the next. */
export interface Asking {
  readonly settings: IndexSettings
  readonly transport: Transport
  readonly keep: Keep
  readonly limits: Limits
  /** Pages that this run has asked for, by their address. */
  readonly pages: Map<string, Promise<Page | undefined>>
  /** Milliseconds since 1970. */
  readonly now: number
  /** The Mac's macOS version, for example `26.1`. */
  readonly macos: string
  readonly environments: Readonly<Record<Place, MarkerEnvironment>>
  readonly known: (requirement: Requirement) => Known
}

/** What is known of a required package. */
export interface Known {
  /** Whether it computes on a GPU somewhere. */
  readonly accelerates: boolean
  /** Whether it installs on a Mac. */
  readonly installs: boolean | undefined
}
