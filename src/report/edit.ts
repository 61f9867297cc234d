/**
 * A change of one range of a text that a program can make. The same change is said twice: by offsets, for programs that
 * hold the text, and by lines and columns, for those that show it.
 */
export interface Edit {
  /** POSIX path relative to the project's root. */
  readonly file: string
  /** 0-based cell of a notebook; `start` and `end` then count in the cell's source. */
  readonly cell?: number
  /** 0-based offsets in UTF-16 code units of the text without its byte order mark; the end is exclusive. */
  readonly start: number
  readonly end: number
  /** What stands in place of the range. */
  readonly text: string
  /** As in a Site: 1-based, columns in UTF-16 code units, of the .ipynb file for a notebook. */
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  /** Edits of the same group are made together or not at all. */
  readonly group: string
  /**
   * `safe` where all that ran on a machine with CUDA, or on one without a GPU, does exactly what it did before; everything
   * else is `suggested`. A Mac may come to its GPU where it stayed on the CPU.
   */
  readonly safety: 'safe' | 'suggested'
  /** One sentence: what the edit does and why nothing else changes. */
  readonly why: string
}
