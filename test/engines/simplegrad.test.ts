import { ValueStorage, Variable } from 'simplegrad';
import { eachPasses, type Operation } from './engine.ts';

// simplegrad 1.0.0: compiled to two passes over two arrays; variables have `value` and `gradient` behind getters with setters.

function operation(name: string, f: (x: Variable, y: Variable) => Variable): Operation {
  return {
    name,
    make: (slip) => {
      const storage = new ValueStorage();
      const [x, y] = [new Variable(storage), new Variable(storage)];
      const result = f(x, y);
      result.compile();
      x.setValue(1.3);
      y.setValue(0.6);
      return {
        subject: {
          parameters: { x, y },
          loss() {
            storage.forward();
            return result.getValue();
          },
          backward() {
            storage.gv.fill(0);
            result.setGradient(1);
            storage.backward();
            y.setGradient(slip * y.getGradient());
          },
        },
        options: {},
      };
    },
    wrong: 'y',
  };
}

eachPasses([
  operation('add', (x, y) => x.mul(x).add(y)),
  operation('sub', (x, y) => x.sub(y)),
  operation('mul', (x, y) => x.mul(y)),
  operation('div', (x, y) => x.div(y)),
  operation('pow', (x, y) => x.pow(y)),
  operation('exp', (x, y) => x.mul(y.exp())),
  operation('tanh', (x, y) => x.mul(y.tanh())),
  operation('sigmoid', (x, y) => x.mul(y.sigmoid())),
]);
