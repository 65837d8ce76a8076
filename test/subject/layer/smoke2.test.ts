import { test } from 'vitest';
import { toSubject } from '../../../src/subject/to-subject.ts';
import * as N from '../../../examples/network.ts';
const check = async (layer: any, context: any = {}) => {
  const s: any = await toSubject(layer, { seed: 1, ...context });
  const g = await s.gradient(); let worst = 0;
  for (let i=0;i<s.size;i++){const x=s.read(i),h=1e-5; s.write(i,x+h); const p=await s.value(); s.write(i,x-h); const m=await s.value(); s.write(i,x); worst=Math.max(worst,Math.abs((p-m)/(2*h)-g.values[i]));}
  s.restore();
  return JSON.stringify([s.description, s.variables.map((v:any)=>v.path+JSON.stringify(v.shape)), worst, g.aliasesPoint, g.reused]);
};
// convnetjs
class Vol { w: Float64Array; dw: Float64Array; constructor(public sx:number, public sy:number, public depth:number, c?: number){ const n=sx*sy*depth; this.w=new Float64Array(n); this.dw=new Float64Array(n); for(let i=0;i<n;i++) this.w[i]= c ?? Math.sin(i+1); } }
class Fc { filters: Vol[]=[]; biases: Vol; in_act: any; out_act: any; out_depth=2; num_inputs=3; constructor(){ for(let i=0;i<2;i++) this.filters.push(new Vol(1,1,3)); this.biases=new Vol(1,1,2,0.1);} 
 forward(V:Vol){ this.in_act=V; const A=new Vol(1,1,this.out_depth,0.0); for(let i=0;i<2;i++){ let a=0; for(let d=0;d<3;d++) a+=V.w[d]!*this.filters[i]!.w[d]!; A.w[i]=a+this.biases.w[i]!; } this.out_act=A; return A; }
 backward(_?: any){ const V=this.in_act; V.dw=new Float64Array(V.w.length); for(let i=0;i<2;i++){ const g=this.out_act.dw[i]; for(let d=0;d<3;d++){ V.dw[d]+=this.filters[i]!.w[d]!*g; this.filters[i]!.dw[d]! += V.w[d]*g; } this.biases.dw[i]! += g; } }
 getParamsAndGrads(){ return [...this.filters.map(f=>({params:f.w,grads:f.dw})), {params:this.biases.w, grads:this.biases.dw}]; } }
test('smoke', async () => {
  const t = async (l: any, c?: any) => { try { console.log(await check(l, c)); } catch (e) { console.log(String(e), (e as any).stack?.split('\n').slice(-12,-6).join('\n')); } };
  const input = [[1,2,3],[-1,0.5,2]];
  await t(new N.Tanh(), { input }); await t(new N.Relu(), { input }); await t(new N.SoftmaxCrossEntropy([0,2]), { input }); await t(new N.Dense(3,2));
  const used = new N.Dense(3,2); used.forward(input); used.backward([[1,1],[1,1]]); await t(used, { input });
  await t(new Fc(), { input: new Vol(1,1,3) });
  const fc = new Fc(); fc.forward(new Vol(1,1,3)); fc.backward(); await t(fc, { input: new Vol(1,1,3) });
});
