/** Prints what is attached to every test. */
// biome-ignore lint/style/noDefaultExport: what Vitest asks of a reporter's module
export default class Attachments {
  onTestRunEnd(modules) {
    for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
      const attached = test.annotations().map(({ message, type, attachment }) => {
        const { contentType, body } = attachment;
        const start = Buffer.from(body, 'base64').toString().slice(0, 15);
        return `${type}: ${message} (${contentType}, ${start})`;
      });
      console.log(`${test.name} | ${test.result().state} | ${attached.join(', ')}`);
    }
  }
}
