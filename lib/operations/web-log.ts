/** Loaded before the web server, so that its own words come in the form of the log, too. */
import { keepLog } from './log.ts'

keepLog('web')
