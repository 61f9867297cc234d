import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/index-native.js'

/** A wheel or another archive with these files; a METADATA is made of the lines given. */
export async function makeWheel(
  name: string,
  version: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  metadata: readonly string[] = [],
): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, lastModDate: new Date(2026, 0, 1) })
  const header = ['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`, ...metadata]
  const all = {
    ...files,
    [`${name.replaceAll('-', '_')}-${version}.dist-info/METADATA`]: `${header.join('\n')}\n\nA description.\n`,
  }
  for (const [path, content] of Object.entries(all)) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    // One file after the other: an archive is written from its beginning to its end.
    // oxlint-disable-next-line no-await-in-loop
    await zip.add(path, new Uint8ArrayReader(Uint8Array.from(bytes)))
  }
  return zip.close()
}
