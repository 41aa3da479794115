// Fills a template with xlsx-template: node fill.js TEMPLATE DATA.json RESULT
const fs = require("fs");
const XlsxTemplate = require("xlsx-template");

const [template, data, result] = process.argv.slice(2);
const book = new XlsxTemplate(fs.readFileSync(template));
for (const sheet of book.sheets) book.substitute(sheet.id, JSON.parse(fs.readFileSync(data)));
fs.writeFileSync(result, book.generate({ type: "nodebuffer" }));
