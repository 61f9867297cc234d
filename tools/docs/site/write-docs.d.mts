/** Writes the documentation as a web site into a folder; gives the paths of its pages. */
export function writeDocs(folder: string): readonly string[]
