/** Where the tests' Slipway is served. Two checkouts on one machine need two ports. */
export const testPort = process.env.TEST_PORT ?? '4300'
export const testUrl = `http://127.0.0.1:${testPort}`
