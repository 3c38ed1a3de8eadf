// What the tests print: a line for each, what was found, and how many passed.

export default async function* report(events) {
  let [passed, failed] = [0, 0];
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if ((type !== 'test:pass' && type !== 'test:fail') || data.skip !== undefined) continue;
    const file = data.file?.split('/').pop().replace('.mjs', '') ?? '';
    const time = `${(data.details.duration_ms / 1000).toFixed(1)} s`;
    if (type === 'test:pass') {
      passed += 1;
      yield `ok     ${file}: ${data.name} (${time})\n`;
    } else {
      failed += 1;
      const { cause } = data.details.error;
      const why = cause?.code === 'ERR_ASSERTION' ? cause.message : cause?.stack ?? data.details.error.message;
      yield `FAILED ${file}: ${data.name} (${time})\n${String(why).replace(/^/gm, '    ')}\n`;
    }
  }
  yield `\n${passed} passed, ${failed} failed\n`;
}
