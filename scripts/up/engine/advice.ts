/** What to install where no engine can be brought along. */
import { readDistribution } from '../apt/distribution.ts'
import { hasEnginePackages } from '../apt/packages.ts'

const problem = 'Slipway needs a Docker engine with buildx, and none answers.'

/** One sentence about the problem, and what to do on this machine. */
export function noEngineAdvice(): string {
  return `${problem} ${advice()} Then run npm run up again.`
}

function advice(): string {
  if (process.platform === 'darwin') {
    return 'Install and start Docker Desktop, or: brew install colima docker docker-buildx && colima start.'
  }
  if (process.platform === 'win32') return 'Use WSL with Ubuntu, or install and start Docker Desktop there.'
  const distribution = readDistribution()
  if (distribution && hasEnginePackages(distribution)) {
    return 'Run it as root, and Slipway brings an engine of its own; or install Docker Engine (https://docs.docker.com/engine/install/) and add yourself to the group docker.'
  }
  return 'Install Docker Engine with the buildx plugin (https://docs.docker.com/engine/install/) and start it; without root, add yourself to the group docker.'
}
