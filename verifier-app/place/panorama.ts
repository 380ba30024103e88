/** Draws an equirectangular picture as it is seen from its middle, with WebGL 1. */
export type Panorama = {
  /**
   * @param turn    3 × 3, column by column: from the eye's axes (x right, y up, −z ahead) to the picture's, whose middle is at −z
   * @param lens    tangent of half the angle of view across and up, and how far its middle is off, in units of the screen's half
   */
  draw(turn: Float32Array, lens: readonly [across: number, up: number, offX: number, offY: number]): void;
  readonly gl: WebGLRenderingContext;
};

const VERTEX = "attribute vec2 a;varying vec2 p;void main(){p=a;gl_Position=vec4(a,0.,1.);}";
const FRAGMENT = `precision highp float;varying vec2 p;uniform mat3 r;uniform vec4 k;uniform sampler2D t;const float P=3.14159265;
void main(){vec3 d=normalize(r*vec3((p.x+k.z)*k.x,(p.y+k.w)*k.y,-1.));
gl_FragColor=texture2D(t,vec2(fract(atan(d.x,-d.z)/(2.*P)+.5),.5-asin(clamp(d.y,-1.,1.))/P));}`;

/** Undefined where there is no WebGL: then the picture is shown flat. */
export function panoramaOn(canvas: HTMLCanvasElement, picture: ImageBitmap): Panorama | undefined {
  // Kept, so that a screen reader's magnifier and a screenshot see what was drawn last.
  const gl = canvas.getContext("webgl", { preserveDrawingBuffer: true });
  if (!gl) return undefined;
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) return undefined;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, "a");
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return undefined;
  gl.useProgram(program);
  // One triangle that covers the screen.
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture);
  // Without mipmaps a picture may have any width (OpenGL ES 2.0 §3.8.2 wants powers of two for them), and its two edges meet without a line.
  for (const [name, value] of [
    [gl.TEXTURE_MIN_FILTER, gl.LINEAR],
    [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
    [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
  ] as const)
    gl.texParameteri(gl.TEXTURE_2D, name, value);
  const [turned, lensed] = [gl.getUniformLocation(program, "r"), gl.getUniformLocation(program, "k")];
  return {
    gl,
    draw(turn, lens) {
      gl.uniformMatrix3fv(turned, false, turn);
      gl.uniform4f(lensed, ...lens);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
  };
}

/** The turn of an eye that looks `yaw` to the right of the picture's middle and `pitch` up, radians. */
export function turnOf(yaw: number, pitch: number): Float32Array {
  const [s, c, u, v] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
  return new Float32Array([c, 0, s, s * u, v, -c * u, -s * v, u, c * v]);
}
