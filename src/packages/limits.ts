/** What asking may cost. Indexes and wheels are other people's: nothing of theirs decides how long or how large. */
export interface Limits {
  /** Names asked for in one run. */
  readonly packages: number
  /** Packages asked about at once, each with one request under way. */
  readonly connections: number
  /** Milliseconds for the whole run. */
  readonly totalTime: number
  /** Milliseconds for one request, however steadily it trickles. */
  readonly requestTime: number
  /** Milliseconds without a byte. */
  readonly silence: number
  /** Bytes that may be received in one run. */
  readonly totalBytes: number
  /** Bytes of one page or document, unpacked. */
  readonly pageBytes: number
  /** Bytes received of one wheel. */
  readonly wheelBytes: number
  /** Further attempts where the other side is busy or the line breaks. */
  readonly retries: number
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly firstWait: number
  /** Milliseconds that an index may ask for before it is asked again; one that wants more is left alone. */
  readonly longestWait: number
  /** Failures of one host in a row after which it is left alone for the rest of the run. */
  readonly failures: number
}

export const LIMITS: Limits = {
  // A repository with several services declares some hundred.
  packages: 500,
  // Browsers open six to one host; an audit is in less of a hurry.
  connections: 4,
  totalTime: 300_000,
  requestTime: 30_000,
  silence: 10_000,
  totalBytes: 400_000_000,
  // Pages of packages with builds for every night of ten years have about twenty million.
  pageBytes: 40_000_000,
  // The binaries of most wheels; of larger ones the small binaries and the list of files are enough.
  wheelBytes: 24_000_000,
  retries: 2,
  firstWait: 500,
  longestWait: 20_000,
  failures: 3,
}

/** Addresses followed from one to the next for one question. */
export const MAX_REDIRECTS = 5
/** Files of a package on one page: nightly builds of ten years for ten platforms have some ten thousand. */
export const MAX_FILES = 100_000
/** Characters of an address; longer ones are refused by servers. */
export const MAX_ADDRESS = 4_000
/** Bytes of a METADATA file; those with a long description have a hundred thousand. */
export const MAX_METADATA_BYTES = 4_000_000
/** Files in a wheel: the largest have some ten thousand. */
export const MAX_ENTRIES = 60_000
/** Bytes of a wheel's list of files: some hundred for each. */
export const MAX_DIRECTORY_BYTES = 16_000_000
/** Binaries of a wheel that are read, the smallest first. */
export const MAX_BINARIES = 40
/** Bytes of a binary, unpacked, up to the end of its list of libraries. */
export const MAX_BINARY_BYTES = 32_000_000
/** Bytes that a source distribution may unpack to; those of compilers and their libraries have some hundred million. */
export const MAX_SOURCE_BYTES = 300_000_000
/** Bytes of a wheel that are read with its list of files, in one request where they hold it. */
export const TAIL_BYTES = 65_536
/** Bytes read at once inside a wheel, so that small files that lie together cost one request. */
export const READ_AHEAD_BYTES = 262_144
