/**
 * The BuildKit inside a Docker engine at an address of its own, as a buildkitd would be: what a buildx builder with the
 * driver `remote` wants. Docker keeps it behind an HTTP upgrade on its socket.
 */
import net from 'node:net'

const upgrade = 'POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'

/** Returns `tcp://127.0.0.1:port`, and how to close it. */
export async function openBuildkitDoor(
  dockerSocket: string,
): Promise<{ address: string; close: () => void }> {
  const server = net.createServer((client) => {
    const engine = net.connect(dockerSocket)
    const end = () => {
      client.destroy()
      engine.destroy()
    }
    for (const socket of [client, engine]) socket.on('error', end).on('close', end)
    let head = Buffer.alloc(0)
    const takeHead = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk])
      const at = head.indexOf('\r\n\r\n')
      if (at === -1) return
      engine.off('data', takeHead)
      client.write(head.subarray(at + 4))
      engine.pipe(client).pipe(engine)
    }
    engine.on('data', takeHead)
    engine.write(upgrade)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  return { address: `tcp://127.0.0.1:${port}`, close: () => server.close() }
}
