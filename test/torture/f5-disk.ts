import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import { DISK_FAULTS, type DiskFault, type DiskTold } from './failing-disk.ts';
import { type Fault, percentile, type Told } from './fault.ts';

/** IndexedDB fails in every way that phones' browsers are known for: each is healed by the same save, or said. */
export const f5: Fault = {
  id: 'F5',
  what: 'IndexedDB lost, closing, failing a write, failing to open, held by another tab, in a real Chromium',
  rounds: 1000,
  unit: 'of each kind',
  async run({ rounds }): Promise<Told> {
    const work = await mkdtemp(join(tmpdir(), 'regie-f5-'));
    const http = createServer(express().use(express.static(join(work, 'dist')))).listen(0, '127.0.0.1');
    let browser: Browser | undefined;
    const all: DiskTold[] = [];
    const counted: Record<string, number> = {};
    try {
      await buildPage(work);
      browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
      await page.waitForFunction('window.failDisk');
      for (const fault of DISK_FAULTS) {
        const told = await page.evaluate(
          ([kind, times]) =>
            (globalThis as unknown as Page).failDisk(kind, {
              rounds: times,
            }),
          [fault, rounds] as const,
        );
        all.push(told);
        counted[fault] = rounds;
      }
    } finally {
      await browser?.close();
      http.close();
      await rm(work, { recursive: true });
    }
    const healedMs = all.flatMap((told) => told.healedMs);
    const saidMs = all.flatMap((told) => told.saidMs);
    return {
      rounds,
      violations: all.flatMap(({ violations }) => violations),
      figures: [
        { what: 'healed p95', value: percentile(healedMs, 0.95), unit: 'ms', atMost: 1000 },
        { what: 'healed at worst', value: Math.max(...healedMs), unit: 'ms', atMost: 1000 },
        { what: 'said at worst', value: Math.max(...saidMs), unit: 'ms', atMost: 1000 },
      ],
      counted,
    };
  },
};

interface Page {
  failDisk(fault: DiskFault, asked: { readonly rounds: number }): Promise<DiskTold>;
}

/** The app's own store, in a page with nothing else. */
async function buildPage(work: string): Promise<void> {
  const disk = JSON.stringify(join(import.meta.dirname, 'failing-disk.ts'));
  await writeFile(join(work, 'index.html'), '<!doctype html><script type="module" src="/main.ts"></script>');
  await writeFile(join(work, 'main.ts'), `import { failDisk } from ${disk}; window.failDisk = failDisk;`);
  await build({
    configFile: false,
    root: work,
    logLevel: 'error',
    build: { outDir: join(work, 'dist'), target: 'es2022' },
  });
}
