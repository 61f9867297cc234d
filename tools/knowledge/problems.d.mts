/** What is wrong with a folder of knowledge. */
export function problemsOf(folder: string): readonly { readonly where: string; readonly what: string }[]
