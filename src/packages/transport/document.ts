export interface DocumentWants {
  /** Value of the Accept header. */
  readonly accept: string
  readonly maxBytes: number
  /** The validators of an answer that is at hand. */
  readonly known?: Validators | undefined
}

/** What tells one state of a document from another. */
export interface Validators {
  readonly etag?: string | undefined
  readonly modified?: string | undefined
}

export interface Document {
  /** Where it was found in the end: links in it are relative to that. */
  readonly url: string
  readonly type: string
  /** Undefined when it is still as the validators say, or is not there at all. */
  readonly bytes: Uint8Array | undefined
  readonly state: 'read' | 'unchanged' | 'absent'
  readonly validators: Validators
}

export interface PartWants {
  /** First byte; negative for the last ones. */
  readonly start: number
  /** Bytes at most; the file may end before. */
  readonly length: number
}

export interface Part {
  readonly bytes: Uint8Array
  /** Offset of the first of them. */
  readonly start: number
  /** Bytes of the whole file. */
  readonly total: number
}
