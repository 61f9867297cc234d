/**
 * What a finding is about, for programs: people read the message. Of drafts that became one finding it says what is true
 * of all of them.
 */
export type Subject =
  | CallSubject
  | OperatorSubject
  | PackageSubject
  | SettingSubject
  | { readonly kind: 'image'; readonly name: string }
  | { readonly kind: 'kernel'; readonly name: string }
  /** The device as the code names it, for example `cuda`. */
  | { readonly kind: 'device'; readonly value: string }
  | { readonly kind: 'other'; readonly name: string }

/** A function or method by its qualified name; one that ends in `.*` means several of the same module. */
export interface CallSubject {
  readonly kind: 'call'
  readonly name: string
  /** The class that it raises on a Mac. */
  readonly exception?: string
}

/** An operator of PyTorch by its Python name; one that ends in `.*` means several of the same module. */
export interface OperatorSubject {
  readonly kind: 'operator'
  readonly name: string
  /** The version of PyTorch that the project is judged with. */
  readonly torch?: string
  /** The first release in which it works on Metal. */
  readonly since?: string
}

export interface PackageSubject {
  readonly kind: 'package'
  readonly name: string
  /** The version that the project gets, where that is known. */
  readonly version?: string
}

/** What somebody chose: an argument, an option, a variable of the environment, a key of a configuration file. */
export interface SettingSubject {
  readonly kind: 'setting'
  readonly name: string
  readonly value?: string
}
