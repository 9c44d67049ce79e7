//! Paints egui's triangles on the processor.
//!
//! Slow and simple, but the same everywhere: no graphics card, no driver, no
//! display. It blends as the real renderer does: colours are premultiplied
//! and mixed in gamma space, edges follow the top-left rule so that triangles
//! that share an edge never paint a pixel twice.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, TextureId, Vertex};
use egui::{Color32, FullOutput, TextureFilter, TexturesDelta};
use image::RgbaImage;

/// Red, green, blue, alpha, premultiplied, 0 to 1.
type Pixel = [f32; 4];

/// A renderer to hand to the harness, and to keep for taking pictures.
#[derive(Clone, Default)]
pub struct SoftRenderer {
    textures: Rc<RefCell<HashMap<TextureId, Texture>>>,
}

#[derive(Default)]
struct Texture {
    width: usize,
    height: usize,
    nearest: bool,
    pixels: Vec<Pixel>,
}

impl egui_kittest::TestRenderer for SoftRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.textures.borrow_mut();
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                let texture = textures.entry(id).or_default();
                texture.nearest = change.options.magnification == TextureFilter::Nearest;
                texture.write(image, change.pos);
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

impl SoftRenderer {
    /// A picture of what a pass put out.
    pub fn picture(&self, ctx: &egui::Context, output: &FullOutput) -> RgbaImage {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let ground = pixel(ctx.global_style().visuals.panel_fill);
        let shapes = ctx.tessellate(output.shapes.clone(), scale);
        self.paint(
            &shapes,
            size.x.round() as usize,
            size.y.round() as usize,
            scale,
            ground,
        )
    }

    fn paint(
        &self,
        shapes: &[ClippedPrimitive],
        width: usize,
        height: usize,
        scale: f32,
        ground: Pixel,
    ) -> RgbaImage {
        let textures = self.textures.borrow();
        let mut canvas = Canvas {
            width,
            height,
            scale,
            pixels: vec![ground; width * height],
        };
        for shape in shapes {
            let Primitive::Mesh(mesh) = &shape.primitive else {
                continue;
            };
            if let Some(texture) = textures.get(&mesh.texture_id) {
                canvas.mesh(mesh, texture, shape.clip_rect);
            }
        }
        canvas.into_image()
    }
}

impl Texture {
    fn write(&mut self, image: &egui::ColorImage, at: Option<[usize; 2]>) {
        let [width, height] = image.size;
        let Some([left, top]) = at else {
            self.width = width;
            self.height = height;
            self.pixels = image.pixels.iter().copied().map(pixel).collect();
            return;
        };
        for row in 0..height {
            let from = &image.pixels[row * width..][..width];
            let start = (top + row) * self.width + left;
            for (into, color) in self.pixels[start..][..width].iter_mut().zip(from) {
                *into = pixel(*color);
            }
        }
    }

    fn at(&self, x: i64, y: i64) -> Pixel {
        let x = x.clamp(0, self.width as i64 - 1) as usize;
        let y = y.clamp(0, self.height as i64 - 1) as usize;
        self.pixels[y * self.width + x]
    }

    fn sample(&self, uv: [f32; 2]) -> Pixel {
        let x = uv[0] * self.width as f32;
        let y = uv[1] * self.height as f32;
        if self.nearest {
            return self.at(x.floor() as i64, y.floor() as i64);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor() as i64, y.floor() as i64);
        let (right_share, lower_share) = (x - x.floor(), y - y.floor());
        let upper = mix(self.at(left, top), self.at(left + 1, top), right_share);
        let lower = mix(
            self.at(left, top + 1),
            self.at(left + 1, top + 1),
            right_share,
        );
        mix(upper, lower, lower_share)
    }
}

struct Canvas {
    width: usize,
    height: usize,
    scale: f32,
    pixels: Vec<Pixel>,
}

impl Canvas {
    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: egui::Rect) {
        let bound = |value: f32, most: usize| (value * self.scale).round().clamp(0.0, most as f32);
        let clip = [
            bound(clip.min.x, self.width) as usize,
            bound(clip.min.y, self.height) as usize,
            bound(clip.max.x, self.width) as usize,
            bound(clip.max.y, self.height) as usize,
        ];
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |n: usize| &mesh.vertices[corners[n] as usize];
            self.triangle([corner(0), corner(1), corner(2)], texture, clip);
        }
    }

    fn triangle(&mut self, mut corners: [&Vertex; 3], texture: &Texture, clip: [usize; 4]) {
        let place = |vertex: &Vertex| [vertex.pos.x * self.scale, vertex.pos.y * self.scale];
        let mut at = corners.map(place);
        let mut area = side(at[0], at[1], at[2]);
        if area == 0.0 {
            return;
        }
        if area < 0.0 {
            corners.swap(1, 2);
            at.swap(1, 2);
            area = -area;
        }
        let edges = [(at[1], at[2]), (at[2], at[0]), (at[0], at[1])];
        let owned = edges.map(|(from, to)| owns_its_edge(from, to));
        let colors = corners.map(|vertex| pixel(vertex.color));
        let uvs = corners.map(|vertex| [vertex.uv.x, vertex.uv.y]);
        let flat = (uvs[0] == uvs[1] && uvs[1] == uvs[2]).then(|| texture.sample(uvs[0]));

        let (columns, rows) = span(&at, clip);
        for y in rows {
            for x in columns.clone() {
                let center = [x as f32 + 0.5, y as f32 + 0.5];
                let inside = edges.map(|(from, to)| side(from, to, center));
                if (0..3).any(|n| inside[n] < 0.0 || (inside[n] == 0.0 && !owned[n])) {
                    continue;
                }
                let share = inside.map(|value| value / area);
                let texel = flat.unwrap_or_else(|| texture.sample(weigh(uvs, share)));
                let color = weigh(colors, share);
                let cover = 1.0 - color[3] * texel[3];
                let under = &mut self.pixels[y * self.width + x];
                for channel in 0..4 {
                    under[channel] = color[channel] * texel[channel] + under[channel] * cover;
                }
            }
        }
    }

    fn into_image(self) -> RgbaImage {
        let mut image = RgbaImage::new(self.width as u32, self.height as u32);
        for (into, from) in image.pixels_mut().zip(&self.pixels) {
            into.0 = from.map(|channel| (channel.clamp(0.0, 1.0) * 255.0).round() as u8);
        }
        image
    }
}

fn pixel(color: Color32) -> Pixel {
    color.to_array().map(|byte| f32::from(byte) / 255.0)
}

fn mix(one: Pixel, other: Pixel, share: f32) -> Pixel {
    std::array::from_fn(|n| one[n] + (other[n] - one[n]) * share)
}

fn weigh<const N: usize>(values: [[f32; N]; 3], share: [f32; 3]) -> [f32; N] {
    std::array::from_fn(|n| {
        values[0][n] * share[0] + values[1][n] * share[1] + values[2][n] * share[2]
    })
}

/// Twice the area of a triangle; negative if it runs the other way round.
fn side(from: [f32; 2], to: [f32; 2], point: [f32; 2]) -> f32 {
    (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0])
}

/// Whether pixels exactly on an edge belong to the triangle: top and left ones do.
fn owns_its_edge(from: [f32; 2], to: [f32; 2]) -> bool {
    let (right, down) = (to[0] - from[0], to[1] - from[1]);
    (down == 0.0 && right > 0.0) || down < 0.0
}

/// Columns and rows of pixels a triangle can touch within the clip.
fn span(
    at: &[[f32; 2]; 3],
    [left, top, right, bottom]: [usize; 4],
) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
    let range = |axis: usize, low: usize, high: usize| {
        let values = at.map(|point| point[axis]);
        let least = values.iter().copied().fold(f32::INFINITY, f32::min);
        let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let start = (least.floor().max(0.0) as usize).max(low);
        start..(most.ceil().max(0.0) as usize).min(high)
    };
    (range(0, left, right), range(1, top, bottom))
}
