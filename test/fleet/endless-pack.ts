import { createServer, type Server, type Socket } from 'node:net'

/** Bytes that the pack says it has, and would have. */
const SIZE = 4 * 2 ** 30
const COMMIT = '1'.repeat(40)
/** A block of zlib's that is stored as it is. */
const BLOCK = Buffer.concat([Buffer.from([0, 0xff, 0xff, 0, 0]), Buffer.alloc(65_535, 'x')])

export interface EndlessPack {
  readonly server: Server
  readonly port: number
  /** Bytes that were sent so far. */
  readonly sent: () => number
}

/** A host of git that says it has a commit, and answers whoever fetches it with a pack of 4 GB. */
export function serveEndlessPack(): Promise<EndlessPack> {
  let sent = 0
  const server = createServer((socket) => {
    let said = ''
    const answered = new Set<string>()
    const once = (word: string, answer: () => void): void => {
      if (!said.includes(word) || answered.has(word)) return
      answered.add(word)
      answer()
    }
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1')
      once('upload-pack', () =>
        socket.write(
          `${line(`${COMMIT} HEAD\0shallow symref=HEAD:refs/heads/main\n`)}${line(`${COMMIT} refs/heads/main\n`)}0000`,
        ),
      )
      once('deepen', () => socket.write(`${line(`shallow ${COMMIT}`)}0000`))
      once('done', () => {
        socket.write(line('NAK\n'))
        socket.write(beginning())
        send(socket)
      })
    })
  })
  function send(socket: Socket): void {
    let more = true
    while (more && sent < SIZE && !socket.destroyed) {
      more = socket.write(BLOCK)
      sent += BLOCK.length
    }
    socket.once('drain', () => send(socket))
  }
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve({ server, port: typeof address === 'object' && address ? address.port : 0, sent: () => sent })
    })
  })
}

/** A line as git sends it, its length before it. */
function line(text: string): string {
  return (text.length + 4).toString(16).padStart(4, '0') + text
}

/** What a pack of thousands begins with, and a blob of that size: its kind, seven bits of its size at a time, zlib's header. */
function beginning(): Buffer {
  const head = Buffer.alloc(12)
  head.write('PACK')
  head.writeUInt32BE(2, 4)
  head.writeUInt32BE(5000, 8)
  const object = [0x80 | (3 << 4) | (SIZE & 15)]
  for (let rest = Math.floor(SIZE / 16); rest > 0; rest = Math.floor(rest / 128))
    object.push((rest & 127) | (rest >= 128 ? 128 : 0))
  return Buffer.concat([head, Buffer.from([...object, 0x78, 0x01])])
}
