/** The packages of the sample index: small, real, one of them with a dependency. */
import { makeWheel, type Package, type Wheel } from './wheel.ts'

const packages: Package[] = [
  hello('1.0.0', 'Hello'),
  hello('1.1.0', 'Hello from a later version'),
  {
    name: 'slipway-colours',
    version: '2.0.0',
    summary: 'Names a few colours',
    requires: [],
    source: "__version__ = '2.0.0'\n\nharbour = '#2b5d7d'\n",
  },
  {
    name: 'slipway-report',
    version: '0.3.0',
    summary: 'Reports in colour; needs slipway-colours',
    requires: ['slipway-colours>=2'],
    source:
      "from slipway_colours import harbour\n\n__version__ = '0.3.0'\n\n\ndef report():\n    return harbour\n",
  },
]

/** All sample wheels. */
export function sampleWheels(): Wheel[] {
  return packages.map(makeWheel)
}

function hello(version: string, text: string): Package {
  const source = `__version__ = '${version}'\n\n\ndef hello():\n    return '${text}'\n`
  return { name: 'slipway-hello', version, summary: 'Says hello', requires: [], source }
}
