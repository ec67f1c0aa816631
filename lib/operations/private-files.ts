/** Passwords may stand in what a build prints, and people's names in the database: neither is for others on the machine. */

/** What this process and those that it starts write from here on is their user's alone. */
export function keepFilesPrivate(): void {
  process.umask(0o077)
}
