/** Imported into a process before its own program: it tells its parent what processor it has used. */
process.on('message', (asked) => {
  if (asked !== 'cpu') return;
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1_000);
});
// Only to answer: it keeps no process alive.
process.channel?.unref();
