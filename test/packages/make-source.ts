import { gzipSync } from 'node:zlib'

/** A source distribution with these files, below the folder that such archives have. */
export function makeSource(name: string, version: string, files: Readonly<Record<string, string>>): Uint8Array {
  return gzipSync(
    makeTar(
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [`${name}-${version}/${path}`, Buffer.from(text)]),
      ),
    ),
  )
}

export function makeTar(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts = Object.entries(files).flatMap(([path, content]) => [
    ...(path.length > 100 ? member('././@LongLink', 'L', Buffer.from(`${path}\0`)) : []),
    ...member(path.slice(0, 100), '0', content),
  ])
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

function member(name: string, type: string, content: Uint8Array): Uint8Array[] {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write('0000644\0', 100)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('        ', 148)
  header.write(type, 156)
  header.write('ustar\0', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]
}
