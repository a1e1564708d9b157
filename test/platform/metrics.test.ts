import { MetricsRegistry } from '../../src/platform/metrics/metrics-registry.js';

describe('metrics', () => {
  it('are read when somebody asks, and told under their names', async () => {
    const registry = new MetricsRegistry();
    let pupils = 1;
    registry.add({
      help: { ledger_pupils: 'Pupils.' },
      read: () => Promise.resolve({ ledger_pupils: pupils }),
    });
    expect(await registry.text()).toContain(
      '# HELP ledger_pupils Pupils.\n# TYPE ledger_pupils gauge\nledger_pupils 1\n',
    );
    pupils = 2;
    expect(await registry.text()).toContain('\nledger_pupils 2\n');
  });

  it('leave out what is not known, and nothing else', async () => {
    const registry = new MetricsRegistry();
    let isKnown = true;
    const help = { ledger_known: 'Known.', ledger_unknown: 'Unknown.' };
    registry.add({
      help,
      read: () => Promise.resolve(isKnown ? { ledger_known: 1, ledger_unknown: 2 } : { ledger_known: 1 }),
    });
    registry.add({ help: { ledger_broken: 'Broken.' }, read: () => Promise.reject(new Error('away')) });
    expect(await registry.text()).toMatch(/\nledger_known 1\n[^]*\nledger_unknown 2\n/);
    isKnown = false;
    const text = await registry.text();
    expect(text).toContain('\nledger_known 1\n');
    expect(text).not.toMatch(/\nledger_(unknown|broken) /);
  });
});
