import { readFileSync } from 'node:fs';
import { checks } from '../../projections/publication/checks/catalogue.js';
import { layouts } from '../../projections/publication/layouts/catalogue.js';
import { policies } from '../../projections/publication/policies/catalogue.js';

describe('the guide to publishing', () => {
  const guide = readFileSync('docs/guides/publishing.md', 'utf8');

  it('has every check as it is', () => {
    for (const { name, severity, says } of checks)
      expect(guide).toContain(`| \`${name}\` | ${severity} | ${says} |`);
  });

  it('has every policy as it is, and every layout', () => {
    for (const { name, says, source } of policies)
      expect(guide).toContain(`| \`${name}\` | ${says} | ${source} |`);
    for (const { name } of layouts) expect(guide).toContain(`--layout ${name}`);
  });
});
