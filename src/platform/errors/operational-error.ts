/**
 * Something around the program is not as it must be: a server, a file, a setting. The message is for whoever runs the
 * ledger, says what to do where that is known, and holds no personal data.
 */
export class OperationalError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OperationalError';
  }
}
