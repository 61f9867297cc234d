/** Writes the explorer as a web site into a folder; gives the paths of its pages. */
export function writeSite(folder: string, address?: string): Promise<readonly string[]>
