/**
 * What is read of a project at most. A project is hostile until proven otherwise: each cap keeps one bad tree from taking
 * the machine's memory or a user's afternoon, and everything beyond a cap is said to be unread.
 */

/** Bytes of one source, manifest or configuration file. Those that people write are far below; larger ones are data. */
export const MAX_TEXT_BYTES = 5_000_000

/** Bytes of one notebook: its outputs carry images, so that a notebook of a dozen cells can reach this. */
export const MAX_NOTEBOOK_BYTES = 20_000_000

/** Bytes of a file whose name does not promise text: worth a look while small, a dataset or a checkpoint when not. */
export const MAX_UNNAMED_BYTES = 1_000_000

/** Bytes of all texts together, since they are held in memory at once; the largest repositories have a tenth of it. */
export const MAX_PROJECT_BYTES = 500_000_000

/** Files of one project; monorepos of frameworks have some 20,000. */
export const MAX_FILES = 100_000

/** Folders inside each other; real projects stay under 20, and a path has an end at 4,096 bytes anyway. */
export const MAX_DEPTH = 64

/** Entries of one kind that are listed as unread before the rest is only counted; nobody reads ten thousand lines. */
export const MAX_UNREAD = 1_000

/** Patterns of one ignore file; generated lists have a few hundred. */
export const MAX_PATTERNS = 2_000

/** Characters of one ignore pattern. */
export const MAX_PATTERN_LENGTH = 500

/** Wildcards in one ignore pattern: they become a regular expression whose time grows with a power of their number. */
export const MAX_WILDCARDS = 3

/** Bytes of git's index, the list of files that git tracks; 100 bytes a file. */
export const MAX_INDEX_BYTES = 50_000_000
