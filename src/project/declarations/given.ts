/** The fields that have a value: an absent field and one that is undefined are not the same in a fact. */
export function given<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as { [Key in keyof T]?: Exclude<T[Key], undefined> }
}
